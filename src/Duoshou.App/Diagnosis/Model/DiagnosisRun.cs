using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Diagnosis.Model;

/// <summary>A diagnosis as it was made. Never changed: a later look at the same day with other facts is another run.</summary>
public sealed class DiagnosisRun
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required DateOnly On { get; init; }
    public required DateTimeOffset RanAt { get; init; }
    public decimal? Score { get; init; }
    public required int Findings { get; init; }
    public required int Alarms { get; init; }

    /// <summary>Money at stake in a week of the findings that are to be acted on, in the shop's currency; null where none can be told.</summary>
    public decimal? Money { get; init; }

    /// <summary>SHA-256 of the content: the same facts make the same run, which is not kept twice.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Parts and findings as JSON.</summary>
    public required string Content { get; init; }

    sealed class Table : IEntityTypeConfiguration<DiagnosisRun>
    {
        public void Configure(EntityTypeBuilder<DiagnosisRun> builder)
        {
            builder.ToTable("diagnosis_run");
            builder.HasKey(run => run.Id);
            builder.Property(run => run.Id).ValueGeneratedNever();
            builder.Property(run => run.Fingerprint).HasMaxLength(64);
            builder.HasIndex(run => new { run.ShopId, run.On });
            builder.HasOne<Shop>().WithMany().HasForeignKey(run => run.ShopId);
        }
    }
}
