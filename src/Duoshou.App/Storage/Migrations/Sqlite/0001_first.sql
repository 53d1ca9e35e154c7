CREATE TABLE "agency" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_agency" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Zone" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "DemoSeed" INTEGER NULL,
    "DemoLastDay" TEXT NULL
);


CREATE TABLE "client" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_client" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "Since" TEXT NOT NULL
);


CREATE TABLE "exchange_rate" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_exchange_rate" PRIMARY KEY AUTOINCREMENT,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "On" TEXT NOT NULL,
    "Rate" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "LearnedAt" TEXT NOT NULL
);


CREATE TABLE "person" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_person" PRIMARY KEY,
    "DisplayName" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "Language" TEXT NOT NULL,
    "ChangeColours" TEXT NOT NULL,
    "Theme" TEXT NOT NULL,
    "Compact" INTEGER NOT NULL,
    "SingleKeys" INTEGER NOT NULL,
    "Currency" TEXT NOT NULL,
    "Zone" TEXT NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL
);


CREATE TABLE "saved_mapping" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_saved_mapping" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Headers" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "SavedAt" TEXT NOT NULL
);


CREATE TABLE "shop" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_shop" PRIMARY KEY,
    "ClientId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Platform" TEXT NOT NULL,
    "Country" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "Zone" TEXT NOT NULL,
    "DayBeginsAtHour" INTEGER NOT NULL,
    "MonthlyTarget" INTEGER NULL,
    "OpenedAt" TEXT NOT NULL,
    "LeftAt" TEXT NULL,
    CONSTRAINT "FK_shop_client_ClientId" FOREIGN KEY ("ClientId") REFERENCES "client" ("Id") ON DELETE CASCADE
);


CREATE TABLE "api_token" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_api_token" PRIMARY KEY,
    "SecretHash" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Rights" TEXT NOT NULL,
    "MadeAt" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL,
    "LastUsedAt" TEXT NULL,
    "RevokedAt" TEXT NULL,
    CONSTRAINT "FK_api_token_person_PersonId" FOREIGN KEY ("PersonId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "person_claim" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_person_claim" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_person_claim_person_UserId" FOREIGN KEY ("UserId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "person_login" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_person_login" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_person_login_person_UserId" FOREIGN KEY ("UserId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "person_token" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_person_token" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_person_token_person_UserId" FOREIGN KEY ("UserId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "saved_view" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_saved_view" PRIMARY KEY,
    "PersonId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Page" TEXT NOT NULL,
    "Query" TEXT NOT NULL,
    "Team" INTEGER NOT NULL,
    "SavedAt" TEXT NOT NULL,
    CONSTRAINT "FK_saved_view_person_PersonId" FOREIGN KEY ("PersonId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "seat" (
    "PersonId" TEXT NOT NULL,
    "ClientId" TEXT NOT NULL,
    CONSTRAINT "PK_seat" PRIMARY KEY ("PersonId", "ClientId"),
    CONSTRAINT "FK_seat_client_ClientId" FOREIGN KEY ("ClientId") REFERENCES "client" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_seat_person_PersonId" FOREIGN KEY ("PersonId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "sign_in_link" (
    "SecretHash" TEXT NOT NULL CONSTRAINT "PK_sign_in_link" PRIMARY KEY,
    "PersonId" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL,
    "UsedAt" TEXT NULL,
    CONSTRAINT "FK_sign_in_link_person_PersonId" FOREIGN KEY ("PersonId") REFERENCES "person" ("Id") ON DELETE CASCADE
);


CREATE TABLE "found_problem" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_found_problem" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Thing" TEXT NOT NULL,
    "First" TEXT NOT NULL,
    "Last" TEXT NOT NULL,
    "IsOpen" INTEGER NOT NULL,
    "Metric" TEXT NOT NULL,
    "WeeklyStake" INTEGER NULL,
    "HowZh" TEXT NOT NULL,
    "HowEn" TEXT NOT NULL,
    "Grade" TEXT NOT NULL,
    "TextZh" TEXT NOT NULL,
    "TextEn" TEXT NOT NULL,
    "FirstFoundAt" TEXT NOT NULL,
    "FoundAt" TEXT NOT NULL,
    CONSTRAINT "FK_found_problem_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);


CREATE INDEX "IX_api_token_PersonId" ON "api_token" ("PersonId");


CREATE UNIQUE INDEX "IX_api_token_SecretHash" ON "api_token" ("SecretHash");


CREATE UNIQUE INDEX "IX_client_Name" ON "client" ("Name");


CREATE INDEX "IX_exchange_rate_From_To_Kind_On" ON "exchange_rate" ("From", "To", "Kind", "On");


CREATE INDEX "IX_found_problem_ShopId_Last" ON "found_problem" ("ShopId", "Last");


CREATE INDEX "EmailIndex" ON "person" ("NormalizedEmail");


CREATE UNIQUE INDEX "UserNameIndex" ON "person" ("NormalizedUserName");


CREATE INDEX "IX_person_claim_UserId" ON "person_claim" ("UserId");


CREATE INDEX "IX_person_login_UserId" ON "person_login" ("UserId");


CREATE UNIQUE INDEX "IX_saved_mapping_Headers" ON "saved_mapping" ("Headers");


CREATE INDEX "IX_saved_view_PersonId_Page" ON "saved_view" ("PersonId", "Page");


CREATE INDEX "IX_seat_ClientId" ON "seat" ("ClientId");


CREATE UNIQUE INDEX "IX_shop_ClientId_Name" ON "shop" ("ClientId", "Name");


CREATE INDEX "IX_sign_in_link_PersonId" ON "sign_in_link" ("PersonId");


