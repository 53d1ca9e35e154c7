using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Shops.Model;

/// <summary>An exchange rate as it was learned. A later row for the same day corrects an earlier one; both stay.</summary>
public sealed class DatedRate
{
    public long Id { get; init; }
    public required Currency From { get; init; }
    public required Currency To { get; init; }
    public required DateOnly On { get; init; }
    public required decimal Rate { get; init; }
    public required RateKind Kind { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset LearnedAt { get; init; }

    sealed class Table : IEntityTypeConfiguration<DatedRate>
    {
        public void Configure(EntityTypeBuilder<DatedRate> builder)
        {
            builder.ToTable("exchange_rate");
            builder.HasKey(rate => rate.Id);
            builder.Property(rate => rate.Rate).HasConversion<RateColumn>();
            builder.Property(rate => rate.Kind).HasConversion<string>().HasMaxLength(16);
            builder.Property(rate => rate.Source).HasMaxLength(200);
            builder.HasIndex(rate => new { rate.From, rate.To, rate.Kind, rate.On });
        }
    }
}
