CREATE TABLE "due_search" (
    "ShopId" TEXT NOT NULL CONSTRAINT "PK_due_search" PRIMARY KEY,
    "Since" INTEGER NOT NULL,
    CONSTRAINT "FK_due_search_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);
