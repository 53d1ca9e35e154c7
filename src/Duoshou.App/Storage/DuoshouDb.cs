using Duoshou.App.Agency.Model;
using Duoshou.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Storage;

/// <summary>Operations: everything that people set up and decide. Facts stand in the warehouse.</summary>
public sealed class DuoshouDb(DbContextOptions<DuoshouDb> options) : IdentityUserContext<Person, Guid>(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<ShopId>().HaveConversion<ShopIdColumn>();
        configurationBuilder.Properties<ClientId>().HaveConversion<ClientIdColumn>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdColumn>();
        configurationBuilder.Properties<BatchId>().HaveConversion<BatchIdColumn>();
        configurationBuilder.Properties<Currency>().HaveConversion<CurrencyColumn>().HaveMaxLength(3);
        configurationBuilder.Properties<decimal>().HaveConversion<ScaledColumn>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcColumn>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(DuoshouDb).Assembly);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_token");
    }
}
