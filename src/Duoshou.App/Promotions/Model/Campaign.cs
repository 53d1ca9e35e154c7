using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Promotions.Model;

/// <summary>A campaign of one shop, from its plan to its result.</summary>
public sealed class Campaign
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required string Name { get; set; }
    public required Strategy Strategy { get; set; }
    public required DateOnly First { get; set; }
    public required DateOnly Last { get; set; }
    public required CampaignState State { get; set; }

    /// <summary>The plan as JSON.</summary>
    public required string Plan { get; set; }

    /// <summary>Offers, products, days: what a check and a replay hold for.</summary>
    public required string PlanHash { get; set; }
    public string? Check { get; set; }
    public string? CheckHash { get; set; }
    public string? Replay { get; set; }
    public string? Expected { get; set; }
    public string? ReplayHash { get; set; }
    public bool Blocked { get; set; }
    public Guid? ApprovedBy { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public DateTimeOffset? LaunchedAt { get; set; }
    public DateOnly? StoppedOn { get; set; }
    public string? Result { get; set; }
    public DateTimeOffset? JudgedAt { get; set; }
    public Guid? BasedOn { get; set; }

    /// <summary>Raised with every change, so that two people do not overwrite each other.</summary>
    public long Revision { get; set; }

    sealed class Table : IEntityTypeConfiguration<Campaign>
    {
        public void Configure(EntityTypeBuilder<Campaign> builder)
        {
            builder.ToTable("campaign");
            builder.HasKey(campaign => campaign.Id);
            builder.Property(campaign => campaign.Id).ValueGeneratedNever();
            builder.Property(campaign => campaign.Name).HasMaxLength(120);
            builder.Property(campaign => campaign.Strategy).HasConversion<string>().HasMaxLength(16);
            builder.Property(campaign => campaign.State).HasConversion<string>().HasMaxLength(12);
            builder.Property(campaign => campaign.PlanHash).HasMaxLength(64);
            builder.Property(campaign => campaign.CheckHash).HasMaxLength(64);
            builder.Property(campaign => campaign.ReplayHash).HasMaxLength(64);
            builder.Property(campaign => campaign.Revision).IsConcurrencyToken();
            builder.HasIndex(campaign => new { campaign.ShopId, campaign.First });
            builder.HasOne<Shop>().WithMany().HasForeignKey(campaign => campaign.ShopId);
        }
    }
}

/// <summary>What was done to a campaign, by whom and when. Never changed.</summary>
public sealed class CampaignStep
{
    public long Id { get; init; }
    public required Guid CampaignId { get; init; }

    /// <summary>A stable word, such as launched.</summary>
    public required string What { get; init; }
    public required Guid? ByWhom { get; init; }
    public required DateTimeOffset At { get; init; }

    sealed class Table : IEntityTypeConfiguration<CampaignStep>
    {
        public void Configure(EntityTypeBuilder<CampaignStep> builder)
        {
            builder.ToTable("campaign_step");
            builder.HasKey(step => step.Id);
            builder.Property(step => step.What).HasMaxLength(24);
            builder.HasOne<Campaign>().WithMany().HasForeignKey(step => step.CampaignId);
        }
    }
}
