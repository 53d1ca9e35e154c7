using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Agency.Model;

/// <summary>One whose shops the agency runs. Every row of the product belongs to a client in the end.</summary>
public sealed class Client
{
    public required ClientId Id { get; init; }
    public required string Name { get; set; }
    public required Currency Currency { get; set; }
    public required DateTimeOffset Since { get; init; }

    sealed class Table : IEntityTypeConfiguration<Client>
    {
        public void Configure(EntityTypeBuilder<Client> builder)
        {
            builder.ToTable("client");
            builder.HasKey(client => client.Id);
            builder.Property(client => client.Id).ValueGeneratedNever();
            builder.Property(client => client.Name).HasMaxLength(80);
            builder.HasIndex(client => client.Name).IsUnique();
        }
    }
}
