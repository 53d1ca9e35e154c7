CREATE TABLE "diagnosis_run" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_diagnosis_run" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "On" TEXT NOT NULL,
    "RanAt" TEXT NOT NULL,
    "Score" INTEGER NULL,
    "Findings" INTEGER NOT NULL,
    "Alarms" INTEGER NOT NULL,
    "Money" INTEGER NULL,
    "Fingerprint" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    CONSTRAINT "FK_diagnosis_run_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "finding_mark" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_finding_mark" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "Note" TEXT NOT NULL,
    "Who" TEXT NOT NULL,
    "Until" TEXT NULL,
    "PersonId" TEXT NOT NULL,
    "By" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "UndoneAt" TEXT NULL,
    CONSTRAINT "FK_finding_mark_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_diagnosis_run_ShopId_On" ON "diagnosis_run" ("ShopId", "On");

CREATE INDEX "IX_finding_mark_ShopId_Key" ON "finding_mark" ("ShopId", "Key");
