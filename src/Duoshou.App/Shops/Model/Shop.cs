using Duoshou.App.Agency.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Shops.Model;

/// <summary>One storefront on one platform in one market, belonging to one client.</summary>
public sealed class Shop
{
    public required ShopId Id { get; init; }
    public required ClientId ClientId { get; init; }
    public required string Name { get; set; }

    /// <summary>A key of <see cref="Platforms"/>.</summary>
    public required string Platform { get; init; }

    /// <summary>ISO 3166, two letters: the market that it sells to.</summary>
    public required string Country { get; set; }
    public required Currency Currency { get; init; }
    public required string Zone { get; init; }
    public int DayBeginsAtHour { get; init; }

    /// <summary>What it should sell in a month, in its own currency; null when no target was set.</summary>
    public decimal? MonthlyTarget { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Set when the shop left; its history stays.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<Shop>
    {
        public void Configure(EntityTypeBuilder<Shop> builder)
        {
            builder.ToTable("shop");
            builder.HasKey(shop => shop.Id);
            builder.Property(shop => shop.Id).ValueGeneratedNever();
            builder.Property(shop => shop.Name).HasMaxLength(80);
            builder.Property(shop => shop.Platform).HasMaxLength(32);
            builder.Property(shop => shop.Country).HasMaxLength(2);
            builder.Property(shop => shop.Zone).HasMaxLength(64);
            builder.HasIndex(shop => new { shop.ClientId, shop.Name }).IsUnique();
            builder.HasOne<Client>().WithMany().HasForeignKey(shop => shop.ClientId);
        }
    }
}
