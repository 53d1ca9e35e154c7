using Duoshou.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Agency.Model;

/// <summary>Someone who signs in, with the role and the habits of eye that every page follows.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public required Role Role { get; set; }
    public required Language Language { get; set; }
    public required ChangeColours ChangeColours { get; set; }
    public Theme Theme { get; set; }
    public bool Compact { get; set; }
    public bool SingleKeys { get; set; } = true;

    /// <summary>The currency in which sums over shops are shown.</summary>
    public required Currency Currency { get; set; }

    /// <summary>The IANA zone of the person's own clock.</summary>
    public required string Zone { get; set; }

    public UserId UserId => new(Id);

    sealed class Table : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> builder)
        {
            builder.ToTable("person");
            builder.Ignore(person => person.UserId);
            builder.Property(person => person.DisplayName).HasMaxLength(80);
            builder.Property(person => person.Role).HasConversion<string>().HasMaxLength(24);
            builder.Property(person => person.Language).HasConversion<string>().HasMaxLength(16);
            builder.Property(person => person.ChangeColours).HasConversion<string>().HasMaxLength(24);
            builder.Property(person => person.Theme).HasConversion<string>().HasMaxLength(16);
            builder.Property(person => person.Zone).HasMaxLength(64);
        }
    }
}

/// <summary>A client whose shops a person may work on. Owner and agency lead see every client without one.</summary>
public sealed class Seat
{
    public required Guid PersonId { get; init; }
    public required ClientId ClientId { get; init; }

    sealed class Table : IEntityTypeConfiguration<Seat>
    {
        public void Configure(EntityTypeBuilder<Seat> builder)
        {
            builder.ToTable("seat");
            builder.HasKey(seat => new { seat.PersonId, seat.ClientId });
            builder.HasOne<Person>().WithMany().HasForeignKey(seat => seat.PersonId);
            builder.HasOne<Client>().WithMany().HasForeignKey(seat => seat.ClientId);
        }
    }
}
