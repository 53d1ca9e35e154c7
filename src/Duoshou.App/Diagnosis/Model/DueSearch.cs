using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Diagnosis.Model;

/// <summary>A shop in which problems are to be looked for, since its facts moved.</summary>
sealed class DueSearch
{
    public required ShopId ShopId { get; init; }

    /// <summary>The newest moment at which they moved, in ticks of UTC: a search that began before it does not end it.</summary>
    public required long Since { get; init; }

    sealed class Table : IEntityTypeConfiguration<DueSearch>
    {
        public void Configure(EntityTypeBuilder<DueSearch> builder)
        {
            builder.ToTable("due_search");
            builder.HasKey(due => due.ShopId);
            builder.HasOne<Shop>().WithMany().HasForeignKey(due => due.ShopId);
        }
    }
}
