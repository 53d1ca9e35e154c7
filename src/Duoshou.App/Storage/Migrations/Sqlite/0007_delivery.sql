CREATE TABLE "document_delivery" (
    "DocumentId" TEXT NOT NULL CONSTRAINT "PK_document_delivery" PRIMARY KEY,
    "DeclarationId" TEXT NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "DeliveredAt" TEXT NULL,
    "Failure" TEXT NOT NULL,
    CONSTRAINT "FK_document_delivery_declared_document_DocumentId" FOREIGN KEY ("DocumentId") REFERENCES "declared_document" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_document_delivery_DeclarationId" ON "document_delivery" ("DeclarationId");
