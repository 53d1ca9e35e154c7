using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Catalog.Model;

/// <summary>
/// An opinion about a market, written before it is known whether it is right: what a metric of the shop will come to by a day. What came is
/// read from the facts; the operator cannot write it.
/// </summary>
public sealed class MarketBet
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The opinion, in words.</summary>
    public required string Opinion { get; init; }

    /// <summary>What speaks for it.</summary>
    public required string Evidence { get; init; }

    /// <summary>The category that it is about; empty for the whole shop.</summary>
    public required string Category { get; init; }
    public required string Metric { get; init; }

    /// <summary>The days over which the metric is read.</summary>
    public required DateOnly First { get; init; }
    public required DateOnly Last { get; init; }

    /// <summary>It is right when the metric lands within these, both included.</summary>
    public required decimal Low { get; init; }
    public required decimal High { get; init; }

    /// <summary>How sure the operator is, as a ratio; held against what came over many bets.</summary>
    public required decimal Sureness { get; init; }
    public required UserId MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<MarketBet>
    {
        public void Configure(EntityTypeBuilder<MarketBet> builder)
        {
            builder.ToTable("market_bet");
            builder.HasKey(bet => bet.Id);
            builder.Property(bet => bet.Id).ValueGeneratedNever();
            builder.Property(bet => bet.Opinion).HasMaxLength(400);
            builder.Property(bet => bet.Evidence).HasMaxLength(400);
            builder.Property(bet => bet.Category).HasMaxLength(120);
            builder.Property(bet => bet.Metric).HasMaxLength(40);
            builder.HasIndex(bet => new { bet.ShopId, bet.Last });
            builder.HasOne<Shop>().WithMany().HasForeignKey(bet => bet.ShopId);
        }
    }
}
