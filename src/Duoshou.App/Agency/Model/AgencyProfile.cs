using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Agency.Model;

/// <summary>The agency of this installation: one row.</summary>
public sealed class AgencyProfile
{
    public int Id { get; init; } = 1;
    public required string Name { get; set; }
    public required string Zone { get; set; }
    public required Currency Currency { get; set; }

    /// <summary>The seed of the demo agency, or null when the data is the agency's own.</summary>
    public int? DemoSeed { get; set; }

    /// <summary>For a demo: the last business day that it holds, so that pages open on it.</summary>
    public DateOnly? DemoLastDay { get; set; }

    sealed class Table : IEntityTypeConfiguration<AgencyProfile>
    {
        public void Configure(EntityTypeBuilder<AgencyProfile> builder)
        {
            builder.ToTable("agency");
            builder.HasKey(agency => agency.Id);
            builder.Property(agency => agency.Id).ValueGeneratedNever();
            builder.Property(agency => agency.Name).HasMaxLength(80);
            builder.Property(agency => agency.Zone).HasMaxLength(64);
        }
    }
}
