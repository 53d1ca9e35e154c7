using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Promotions.Model;

/// <summary>The promotions of a shop as they stood from a moment on. A version is never changed: orders keep the one that priced them.</summary>
public sealed class PublishedBook
{
    public required ShopId ShopId { get; init; }

    /// <summary>Counted from 1 within the shop.</summary>
    public required int Version { get; init; }

    /// <summary>{"policy": …, "promotions": […]} in the words of <see cref="Duoshou.Promotions.PromotionText"/>.</summary>
    public required string Text { get; init; }

    /// <summary>What was changed, in a few words.</summary>
    public required string Note { get; init; }
    public required Guid? PublishedBy { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    sealed class Table : IEntityTypeConfiguration<PublishedBook>
    {
        public void Configure(EntityTypeBuilder<PublishedBook> builder)
        {
            builder.ToTable("promotion_book");
            builder.HasKey(book => new { book.ShopId, book.Version });
            builder.Property(book => book.Note).HasMaxLength(200);
            builder.HasOne<Shop>().WithMany().HasForeignKey(book => book.ShopId);
        }
    }
}
