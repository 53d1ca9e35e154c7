using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Diagnosis.Model;

/// <summary>What somebody decided about a finding. It holds for the finding while it lasts, in every run; undone ones stay as history.</summary>
public sealed class FindingMark
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The finding's key, and its kind.</summary>
    public required string Key { get; init; }
    public required string Code { get; init; }

    /// <summary>The days that the finding had when it was decided about.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required MarkKind Kind { get; init; }
    public DismissReason? Reason { get; init; }
    public required string Note { get; init; }
    public required string Who { get; init; }
    public DateOnly? Until { get; init; }
    public required Guid PersonId { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<FindingMark>
    {
        public void Configure(EntityTypeBuilder<FindingMark> builder)
        {
            builder.ToTable("finding_mark");
            builder.HasKey(mark => mark.Id);
            builder.Property(mark => mark.Id).ValueGeneratedNever();
            builder.Property(mark => mark.Key).HasMaxLength(440);
            builder.Property(mark => mark.Code).HasMaxLength(32);
            builder.Property(mark => mark.Kind).HasConversion<string>().HasMaxLength(12);
            builder.Property(mark => mark.Reason).HasConversion<string>().HasMaxLength(16);
            builder.Property(mark => mark.Note).HasMaxLength(300);
            builder.Property(mark => mark.Who).HasMaxLength(80);
            builder.Property(mark => mark.By).HasMaxLength(120);
            builder.HasIndex(mark => new { mark.ShopId, mark.Key });
            builder.HasOne<Shop>().WithMany().HasForeignKey(mark => mark.ShopId);
        }
    }
}
