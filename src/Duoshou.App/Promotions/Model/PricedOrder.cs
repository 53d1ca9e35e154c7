using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Promotions.Model;

/// <summary>An order that was priced and placed. It keeps its cart, the book's version and the uses it saw, so that its price can be proven.</summary>
public sealed class PricedOrder
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The caller's idempotency key.</summary>
    public required string Key { get; init; }

    /// <summary>Hash of the request; another request under the same key is refused.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Null for an order of a shop that had no promotions yet.</summary>
    public required int? BookVersion { get; init; }
    public required string Cart { get; init; }

    /// <summary>The uses of limited promotions that the price was computed with.</summary>
    public required string Uses { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<PricedOrder>
    {
        public void Configure(EntityTypeBuilder<PricedOrder> builder)
        {
            builder.ToTable("priced_order");
            builder.HasKey(order => order.Id);
            builder.Property(order => order.Id).ValueGeneratedNever();
            builder.Property(order => order.Key).HasMaxLength(120);
            builder.Property(order => order.RequestHash).HasMaxLength(64);
            builder.HasIndex(order => new { order.ShopId, order.Key }).IsUnique();
            builder.HasOne<PublishedBook>().WithMany().HasForeignKey(order => new { order.ShopId, order.BookVersion });
            builder.HasOne<Shop>().WithMany().HasForeignKey(order => order.ShopId);
        }
    }
}

/// <summary>What an order uses of a promotion, so that a cancelled one gives exactly that back.</summary>
public sealed class OrderUse
{
    public required Guid OrderId { get; init; }
    public required string Promotion { get; init; }
    public required string? Customer { get; init; }
    public required Currency Currency { get; init; }
    public required DateOnly Day { get; init; }
    public required int Units { get; init; }
    public required long Discount { get; init; }

    /// <summary>Of the discount, what refunds have given back to the budget.</summary>
    public long Released { get; set; }

    sealed class Table : IEntityTypeConfiguration<OrderUse>
    {
        public void Configure(EntityTypeBuilder<OrderUse> builder)
        {
            builder.ToTable("order_use");
            builder.HasKey(use => new { use.OrderId, use.Promotion });
            builder.Property(use => use.Promotion).HasMaxLength(80);
            builder.Property(use => use.Customer).HasMaxLength(120);
            builder.HasOne<PricedOrder>().WithMany().HasForeignKey(use => use.OrderId);
        }
    }
}

/// <summary>A refund that was answered, in the order of asking.</summary>
public sealed class OrderRefund
{
    public required Guid OrderId { get; init; }

    /// <summary>Counted from 1 within the order.</summary>
    public required int Number { get; init; }
    public required string Key { get; init; }
    public required string RequestHash { get; init; }
    public required string Request { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset At { get; init; }

    sealed class Table : IEntityTypeConfiguration<OrderRefund>
    {
        public void Configure(EntityTypeBuilder<OrderRefund> builder)
        {
            builder.ToTable("order_refund");
            builder.HasKey(refund => new { refund.OrderId, refund.Number });
            builder.Property(refund => refund.Key).HasMaxLength(120);
            builder.Property(refund => refund.RequestHash).HasMaxLength(64);
            builder.HasIndex(refund => new { refund.OrderId, refund.Key }).IsUnique();
            builder.HasOne<PricedOrder>().WithMany().HasForeignKey(refund => refund.OrderId);
        }
    }
}
