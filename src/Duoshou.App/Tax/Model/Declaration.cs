using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Tax.Model;

/// <summary>One parcel on its way through customs. What names a person is sealed under a key of this installation.</summary>
public sealed class Declaration
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required bool IsImport { get; init; }
    public required string OrderNo { get; init; }

    /// <summary>The parcel as JSON, sealed.</summary>
    public required byte[] Parcel { get; set; }

    /// <summary>The buyer's identity number under a keyed hash, by which a year is added up; empty for export.</summary>
    public required string PersonKey { get; set; }
    public required DateOnly Day { get; set; }

    /// <summary>The taxable price, in the currency of the declaration.</summary>
    public required decimal Value { get; set; }
    public required Currency Currency { get; set; }
    public required decimal TaxTold { get; set; }

    /// <summary>What our engine computes; none where it cannot.</summary>
    public decimal? TaxQuoted { get; set; }
    public required DeclarationState State { get; set; }

    /// <summary>Why it must not be sent, as JSON; empty when it may.</summary>
    public required string Blocks { get; set; }
    public string PreNo { get; set; } = "";
    public string InvtNo { get; set; } = "";
    public required Guid ByPerson { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Raised by every change; a change on an older state is refused.</summary>
    public long Version { get; set; }

    sealed class Table : IEntityTypeConfiguration<Declaration>
    {
        public void Configure(EntityTypeBuilder<Declaration> builder)
        {
            builder.ToTable("declaration");
            builder.HasKey(one => one.Id);
            builder.Property(one => one.Id).ValueGeneratedNever();
            builder.Property(one => one.OrderNo).HasMaxLength(60);
            builder.Property(one => one.PersonKey).HasMaxLength(64);
            builder.Property(one => one.State).HasConversion<string>().HasMaxLength(16);
            builder.Property(one => one.PreNo).HasMaxLength(20);
            builder.Property(one => one.InvtNo).HasMaxLength(20);
            builder.Property(one => one.Version).IsConcurrencyToken();
            builder.HasIndex(one => new { one.ShopId, one.OrderNo }).IsUnique();
            builder.HasIndex(one => new { one.PersonKey, one.Day });
            builder.HasOne<Shop>().WithMany().HasForeignKey(one => one.ShopId);
        }
    }
}

/// <summary>A document that was made for a declaration: its bytes as sent, by whom and why. Never changed afterwards.</summary>
public sealed class DeclaredDocument
{
    public required Guid Id { get; init; }
    public required Guid DeclarationId { get; init; }

    /// <summary>The round of the declaration, from 1; a correction begins the next.</summary>
    public required int Round { get; init; }

    /// <summary>Such as CEB621.</summary>
    public required string Kind { get; init; }
    public required string Guid { get; init; }

    /// <summary>The signed message, sealed.</summary>
    public required byte[] Xml { get; init; }
    public required string Digest { get; init; }
    public required string Why { get; init; }
    public required Guid ByPerson { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public int Sendings { get; set; }

    sealed class Table : IEntityTypeConfiguration<DeclaredDocument>
    {
        public void Configure(EntityTypeBuilder<DeclaredDocument> builder)
        {
            builder.ToTable("declared_document");
            builder.HasKey(document => document.Id);
            builder.Property(document => document.Id).ValueGeneratedNever();
            builder.Property(document => document.Kind).HasMaxLength(6);
            builder.Property(document => document.Guid).HasMaxLength(36);
            builder.Property(document => document.Digest).HasMaxLength(64);
            builder.Property(document => document.Why).HasMaxLength(300);
            builder.HasIndex(document => document.DeclarationId);
            builder.HasIndex(document => document.Guid);
            builder.HasOne<Declaration>().WithMany().HasForeignKey(document => document.DeclarationId);
        }
    }
}

/// <summary>One answer of customs, kept as it came.</summary>
public sealed class CustomsReceipt
{
    public required Guid Id { get; init; }
    public required Guid DeclarationId { get; init; }
    public required string Message { get; init; }
    public required string Guid { get; init; }
    public required string Key { get; init; }
    public required string Status { get; init; }
    public required string Time { get; init; }
    public required string Words { get; init; }
    public required bool Simulated { get; init; }
    public required DateTimeOffset TakenAt { get; init; }

    sealed class Table : IEntityTypeConfiguration<CustomsReceipt>
    {
        public void Configure(EntityTypeBuilder<CustomsReceipt> builder)
        {
            builder.ToTable("customs_receipt");
            builder.HasKey(receipt => receipt.Id);
            builder.Property(receipt => receipt.Id).ValueGeneratedNever();
            builder.Property(receipt => receipt.Message).HasMaxLength(6);
            builder.Property(receipt => receipt.Guid).HasMaxLength(36);
            builder.Property(receipt => receipt.Key).HasMaxLength(60);
            builder.Property(receipt => receipt.Status).HasMaxLength(10);
            builder.Property(receipt => receipt.Time).HasMaxLength(17);
            builder.Property(receipt => receipt.Words).HasMaxLength(1000);
            builder.HasIndex(receipt => new { receipt.DeclarationId, receipt.Message, receipt.Guid, receipt.Status, receipt.Time }).IsUnique();
            builder.HasOne<Declaration>().WithMany().HasForeignKey(receipt => receipt.DeclarationId);
        }
    }
}
