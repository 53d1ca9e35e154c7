CREATE TABLE "simulated_document" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_simulated_document" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Guid" TEXT NOT NULL,
    "Parcel" TEXT NOT NULL,
    "PersonKey" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Value" INTEGER NOT NULL,
    "Xml" BLOB NOT NULL,
    "Status" TEXT NOT NULL,
    "InvtNo" TEXT NOT NULL,
    "CameAt" TEXT NOT NULL
);

CREATE TABLE "tariff_table" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_tariff_table" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Country" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    "Source" TEXT NOT NULL,
    "Figures" TEXT NOT NULL,
    "Whole" INTEGER NOT NULL,
    "Digest" TEXT NOT NULL,
    "Rows" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    "ByPerson" TEXT NOT NULL,
    "BroughtAt" TEXT NOT NULL,
    "WithdrawnAt" TEXT NULL
);

CREATE TABLE "declaration" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_declaration" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "IsImport" INTEGER NOT NULL,
    "OrderNo" TEXT NOT NULL,
    "Parcel" BLOB NOT NULL,
    "PersonKey" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Value" INTEGER NOT NULL,
    "Currency" TEXT NOT NULL,
    "TaxTold" INTEGER NOT NULL,
    "TaxQuoted" INTEGER NULL,
    "State" TEXT NOT NULL,
    "Blocks" TEXT NOT NULL,
    "PreNo" TEXT NOT NULL,
    "InvtNo" TEXT NOT NULL,
    "ByPerson" TEXT NOT NULL,
    "MadeAt" TEXT NOT NULL,
    "ChangedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "FK_declaration_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "product_code" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_product_code" PRIMARY KEY,
    "ShopId" TEXT NOT NULL,
    "Product" TEXT NOT NULL,
    "Hs" TEXT NOT NULL,
    "Origin" TEXT NOT NULL,
    "Why" TEXT NOT NULL,
    "ByPerson" TEXT NOT NULL,
    "ChosenAt" TEXT NOT NULL,
    "ReplacedAt" TEXT NULL,
    CONSTRAINT "FK_product_code_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "shop_tax" (
    "ShopId" TEXT NOT NULL CONSTRAINT "PK_shop_tax" PRIMARY KEY,
    "Route" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "Registered" INTEGER NOT NULL,
    "PricesHoldTax" INTEGER NOT NULL,
    "ByPerson" TEXT NOT NULL,
    "ChangedAt" TEXT NOT NULL,
    CONSTRAINT "FK_shop_tax_shop_ShopId" FOREIGN KEY ("ShopId") REFERENCES "shop" ("Id") ON DELETE CASCADE
);

CREATE TABLE "customs_receipt" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_customs_receipt" PRIMARY KEY,
    "DeclarationId" TEXT NOT NULL,
    "Message" TEXT NOT NULL,
    "Guid" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Time" TEXT NOT NULL,
    "Words" TEXT NOT NULL,
    "Simulated" INTEGER NOT NULL,
    "TakenAt" TEXT NOT NULL,
    CONSTRAINT "FK_customs_receipt_declaration_DeclarationId" FOREIGN KEY ("DeclarationId") REFERENCES "declaration" ("Id") ON DELETE CASCADE
);

CREATE TABLE "declared_document" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_declared_document" PRIMARY KEY,
    "DeclarationId" TEXT NOT NULL,
    "Round" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Guid" TEXT NOT NULL,
    "Xml" BLOB NOT NULL,
    "Digest" TEXT NOT NULL,
    "Why" TEXT NOT NULL,
    "ByPerson" TEXT NOT NULL,
    "MadeAt" TEXT NOT NULL,
    "Sendings" INTEGER NOT NULL,
    CONSTRAINT "FK_declared_document_declaration_DeclarationId" FOREIGN KEY ("DeclarationId") REFERENCES "declaration" ("Id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "IX_customs_receipt_DeclarationId_Message_Guid_Status_Time" ON "customs_receipt" ("DeclarationId", "Message", "Guid", "Status", "Time");

CREATE INDEX "IX_declaration_PersonKey_Day" ON "declaration" ("PersonKey", "Day");

CREATE UNIQUE INDEX "IX_declaration_ShopId_OrderNo" ON "declaration" ("ShopId", "OrderNo");

CREATE INDEX "IX_declared_document_DeclarationId" ON "declared_document" ("DeclarationId");

CREATE INDEX "IX_declared_document_Guid" ON "declared_document" ("Guid");

CREATE INDEX "IX_product_code_ShopId_Product_ChosenAt" ON "product_code" ("ShopId", "Product", "ChosenAt");

CREATE INDEX "IX_simulated_document_Parcel_Kind" ON "simulated_document" ("Parcel", "Kind");

CREATE INDEX "IX_simulated_document_PersonKey_Year" ON "simulated_document" ("PersonKey", "Year");

CREATE INDEX "IX_tariff_table_Kind_Country_From" ON "tariff_table" ("Kind", "Country", "From");
