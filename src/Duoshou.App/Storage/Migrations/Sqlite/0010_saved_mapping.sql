CREATE TABLE "saved_mapping" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_saved_mapping" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Headers" TEXT NOT NULL,
    "Body" TEXT NOT NULL,
    "SavedAt" TEXT NOT NULL
);


CREATE UNIQUE INDEX "IX_saved_mapping_Headers" ON "saved_mapping" ("Headers");
