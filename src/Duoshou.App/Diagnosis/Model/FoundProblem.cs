using Duoshou.Analytics.Attribution;
using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Diagnosis.Model;

/// <summary>A problem that was found. While it lasts it keeps its id, so that tasks and notes can hang on it.</summary>
public sealed class FoundProblem
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ProblemKind Kind { get; init; }

    /// <summary>What it is about: dimension=value, parted by line feeds; empty for the whole shop.</summary>
    public required string Thing { get; init; }
    public required DateOnly First { get; set; }
    public required DateOnly Last { get; set; }
    public required bool IsOpen { get; set; }
    public required string Metric { get; set; }

    /// <summary>Money at stake in a week, in the shop's currency.</summary>
    public decimal? WeeklyStake { get; set; }
    public required string HowZh { get; set; }
    public required string HowEn { get; set; }
    public required Grade Grade { get; set; }
    public required string TextZh { get; set; }
    public required string TextEn { get; set; }
    public required DateTimeOffset FirstFoundAt { get; init; }
    public required DateTimeOffset FoundAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<FoundProblem>
    {
        public void Configure(EntityTypeBuilder<FoundProblem> builder)
        {
            builder.ToTable("found_problem");
            builder.HasKey(problem => problem.Id);
            builder.Property(problem => problem.Id).ValueGeneratedNever();
            builder.Property(problem => problem.Kind).HasConversion<string>().HasMaxLength(24);
            builder.Property(problem => problem.Grade).HasConversion<string>().HasMaxLength(16);
            builder.Property(problem => problem.Thing).HasMaxLength(400);
            builder.Property(problem => problem.Metric).HasMaxLength(40);
            builder.Property(problem => problem.HowZh).HasMaxLength(300);
            builder.Property(problem => problem.HowEn).HasMaxLength(300);
            builder.Property(problem => problem.TextZh).HasMaxLength(500);
            builder.Property(problem => problem.TextEn).HasMaxLength(500);
            builder.HasIndex(problem => new { problem.ShopId, problem.Last });
            builder.HasOne<Shop>().WithMany().HasForeignKey(problem => problem.ShopId);
        }
    }
}
