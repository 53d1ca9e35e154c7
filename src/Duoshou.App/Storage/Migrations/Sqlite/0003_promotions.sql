CREATE TABLE "promotion_count" (
    "ShopId" TEXT NOT NULL,
    "Promotion" TEXT NOT NULL,
    "Orders" INTEGER NOT NULL,
    "Units" INTEGER NOT NULL,
    CONSTRAINT "PK_promotion_count" PRIMARY KEY ("ShopId", "Promotion"),
    CONSTRAINT "CK_promotion_count" CHECK ("Orders" >= 0 AND "Units" >= 0)
);

CREATE TABLE "promotion_customer_count" (
    "ShopId" TEXT NOT NULL,
    "Promotion" TEXT NOT NULL,
    "Customer" TEXT NOT NULL,
    "Orders" INTEGER NOT NULL,
    CONSTRAINT "PK_promotion_customer_count" PRIMARY KEY ("ShopId", "Promotion", "Customer"),
    CONSTRAINT "CK_promotion_customer_count" CHECK ("Orders" >= 0)
);

CREATE TABLE "promotion_spend" (
    "ShopId" TEXT NOT NULL,
    "Promotion" TEXT NOT NULL,
    "Currency" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Spent" INTEGER NOT NULL,
    CONSTRAINT "PK_promotion_spend" PRIMARY KEY ("ShopId", "Promotion", "Currency", "Day"),
    CONSTRAINT "CK_promotion_spend" CHECK ("Spent" >= 0)
);

CREATE TABLE "campaign" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_campaign" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Strategy" TEXT NOT NULL,
    "First" TEXT NOT NULL,
    "Last" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Plan" TEXT NOT NULL,
    "PlanHash" TEXT NOT NULL,
    "Check" TEXT NULL,
    "CheckHash" TEXT NULL,
    "Replay" TEXT NULL,
    "Expected" TEXT NULL,
    "ReplayHash" TEXT NULL,
    "Blocked" INTEGER NOT NULL,
    "ApprovedBy" TEXT NULL,
    "ApprovedAt" TEXT NULL,
    "LaunchedAt" TEXT NULL,
    "StoppedOn" TEXT NULL,
    "Result" TEXT NULL,
    "JudgedAt" TEXT NULL,
    "BasedOn" TEXT NULL,
    "Revision" INTEGER NOT NULL,
    CONSTRAINT "FK_campaign_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "promotion_book" (
    "ShopId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "Note" TEXT NOT NULL,
    "PublishedBy" TEXT NULL,
    "PublishedAt" TEXT NOT NULL,
    CONSTRAINT "PK_promotion_book" PRIMARY KEY ("ShopId", "Version"),
    CONSTRAINT "FK_promotion_book_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "campaign_step" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_campaign_step" PRIMARY KEY AUTOINCREMENT,
    "CampaignId" TEXT NOT NULL,
    "What" TEXT NOT NULL,
    "ByWhom" TEXT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_campaign_step_campaign_CampaignId" FOREIGN KEY ("CampaignId") REFERENCES "campaign" ("Id") ON DELETE CASCADE
);

CREATE TABLE "priced_order" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_priced_order" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "RequestHash" TEXT NOT NULL,
    "BookVersion" INTEGER NULL,
    "Cart" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Answer" TEXT NOT NULL,
    "PlacedAt" TEXT NOT NULL,
    "CancelledAt" TEXT NULL,
    CONSTRAINT "FK_priced_order_promotion_book_ShopId_BookVersion" FOREIGN KEY ("ShopId", "BookVersion") REFERENCES "promotion_book" ("ShopId", "Version"),
    CONSTRAINT "FK_priced_order_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "order_refund" (
    "OrderId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "RequestHash" TEXT NOT NULL,
    "Request" TEXT NOT NULL,
    "Answer" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "PK_order_refund" PRIMARY KEY ("OrderId", "Number"),
    CONSTRAINT "FK_order_refund_priced_order_OrderId" FOREIGN KEY ("OrderId") REFERENCES "priced_order" ("Id") ON DELETE CASCADE
);

CREATE TABLE "order_use" (
    "OrderId" TEXT NOT NULL,
    "Promotion" TEXT NOT NULL,
    "Customer" TEXT NULL,
    "Currency" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Units" INTEGER NOT NULL,
    "Discount" INTEGER NOT NULL,
    "Released" INTEGER NOT NULL,
    CONSTRAINT "PK_order_use" PRIMARY KEY ("OrderId", "Promotion"),
    CONSTRAINT "FK_order_use_priced_order_OrderId" FOREIGN KEY ("OrderId") REFERENCES "priced_order" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_campaign_ShopId_First" ON "campaign" ("ShopId", "First");

CREATE INDEX "IX_campaign_step_CampaignId" ON "campaign_step" ("CampaignId");

CREATE UNIQUE INDEX "IX_order_refund_OrderId_Key" ON "order_refund" ("OrderId", "Key");

CREATE INDEX "IX_priced_order_ShopId_BookVersion" ON "priced_order" ("ShopId", "BookVersion");

CREATE UNIQUE INDEX "IX_priced_order_ShopId_Key" ON "priced_order" ("ShopId", "Key");
