using Duoshou.App.Agency.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Metrics.Model;

/// <summary>A page with its whole selection under a name: the address is the view.</summary>
public sealed class SavedView
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; set; }

    /// <summary>The page, such as /explore.</summary>
    public required string Page { get; init; }

    /// <summary>The selection as a query string without the question mark.</summary>
    public required string Query { get; set; }

    /// <summary>Shown to everyone of the agency as a button over the table.</summary>
    public bool Team { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<SavedView> builder)
        {
            builder.ToTable("saved_view");
            builder.HasKey(view => view.Id);
            builder.Property(view => view.Id).ValueGeneratedNever();
            builder.Property(view => view.Name).HasMaxLength(60);
            builder.Property(view => view.Page).HasMaxLength(60);
            builder.Property(view => view.Query).HasMaxLength(2000);
            builder.HasIndex(view => new { view.PersonId, view.Page });
            builder.HasOne<Person>().WithMany().HasForeignKey(view => view.PersonId);
        }
    }
}
