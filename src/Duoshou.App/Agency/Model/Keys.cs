using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Agency.Model;

/// <summary>A link that signs one person in once. Only the hash of its secret is kept.</summary>
public sealed class SignInLink
{
    public required string SecretHash { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<SignInLink>
    {
        public void Configure(EntityTypeBuilder<SignInLink> builder)
        {
            builder.ToTable("sign_in_link");
            builder.HasKey(link => link.SecretHash);
            builder.Property(link => link.SecretHash).HasMaxLength(64);
            builder.Property(link => link.UsedAt).IsConcurrencyToken();
            builder.HasOne<Person>().WithMany().HasForeignKey(link => link.PersonId);
        }
    }
}

/// <summary>A token by which a program acts for a person, within the token's own rights. Only the hash of its secret is kept.</summary>
public sealed class ApiToken
{
    public required Guid Id { get; init; }
    public required string SecretHash { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }

    /// <summary>Rights separated by blanks: read, import, manage, tax.</summary>
    public required string Rights { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<ApiToken>
    {
        public void Configure(EntityTypeBuilder<ApiToken> builder)
        {
            builder.ToTable("api_token");
            builder.HasKey(token => token.Id);
            builder.Property(token => token.Id).ValueGeneratedNever();
            builder.Property(token => token.SecretHash).HasMaxLength(64);
            builder.HasIndex(token => token.SecretHash).IsUnique();
            builder.Property(token => token.Name).HasMaxLength(80);
            builder.Property(token => token.Rights).HasMaxLength(80);
            builder.HasOne<Person>().WithMany().HasForeignKey(token => token.PersonId);
        }
    }
}
