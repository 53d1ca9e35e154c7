CREATE TABLE "claim" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_claim" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "Evidence" TEXT NOT NULL,
    "UsedIn" TEXT NOT NULL,
    "Item" TEXT NOT NULL,
    "SearchWord" TEXT NOT NULL,
    "Metric" TEXT NOT NULL,
    "UsedFrom" TEXT NOT NULL,
    "RecordedBy" TEXT NOT NULL,
    "RecordedAt" TEXT NOT NULL,
    "WithdrawnAt" TEXT NULL,
    CONSTRAINT "FK_claim_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "market_bet" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_market_bet" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Opinion" TEXT NOT NULL,
    "Evidence" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Metric" TEXT NOT NULL,
    "First" TEXT NOT NULL,
    "Last" TEXT NOT NULL,
    "Low" INTEGER NOT NULL,
    "High" INTEGER NOT NULL,
    "Sureness" INTEGER NOT NULL,
    "MadeBy" TEXT NOT NULL,
    "MadeAt" TEXT NOT NULL,
    "WithdrawnAt" TEXT NULL,
    CONSTRAINT "FK_market_bet_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "target_audience" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_target_audience" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Statement" TEXT NOT NULL,
    "PriceFrom" INTEGER NULL,
    "PriceTo" INTEGER NULL,
    "Countries" TEXT NOT NULL,
    "InsideShare" INTEGER NOT NULL,
    "NewShare" INTEGER NULL,
    "DeclaredBy" TEXT NOT NULL,
    "DeclaredAt" TEXT NOT NULL,
    "WithdrawnAt" TEXT NULL,
    CONSTRAINT "FK_target_audience_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_claim_ShopId_UsedFrom" ON "claim" ("ShopId", "UsedFrom");

CREATE INDEX "IX_market_bet_ShopId_Last" ON "market_bet" ("ShopId", "Last");

CREATE INDEX "IX_target_audience_ShopId_DeclaredAt" ON "target_audience" ("ShopId", "DeclaredAt");
