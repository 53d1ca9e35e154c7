using Duoshou.Kernel;

namespace Duoshou.App.Agency;

/// <summary>What a person is to the agency; each sees costs, profit and personal data only where the role allows.</summary>
public enum Role
{
    Owner, AgencyLead, AccountManager, Operator, Designer, CustomerService, Promotion, Warehouse, Finance, ClientViewer, ClientApprover, Auditor,
}

/// <summary>How a change is coloured. The arrow always gives the direction besides.</summary>
public enum ChangeColours
{
    /// <summary>Red is up, green is down (the habit in China).</summary>
    RedUp,

    /// <summary>Green is good, red is bad.</summary>
    GreenGood,

    /// <summary>Blue is good, orange is bad: safe for all eyes.</summary>
    BlueGood,
}

/// <summary>Light or dark.</summary>
public enum Theme
{
    Device, Light, Dark,
}

/// <summary>What each role may do and see.</summary>
public static class Roles
{
    extension(Role role)
    {
        /// <summary>Sees every client of the agency without a seat.</summary>
        public bool SeesEveryClient => role is Role.Owner or Role.AgencyLead or Role.Auditor;

        /// <summary>Sees what goods cost.</summary>
        public bool SeesCost => role is Role.Owner or Role.AgencyLead or Role.AccountManager or Role.Finance or Role.Auditor or Role.ClientApprover;

        /// <summary>Sees profit and contribution.</summary>
        public bool SeesProfit => role.SeesCost;

        /// <summary>Brings data in and takes it back.</summary>
        public bool Imports => role is Role.Owner or Role.AgencyLead or Role.AccountManager or Role.Operator or Role.Finance or Role.Warehouse;

        /// <summary>Plans offers and campaigns.</summary>
        public bool Plans => role is Role.Owner or Role.AgencyLead or Role.AccountManager or Role.Operator or Role.Promotion;

        /// <summary>Writes down what a shop means to do: audiences, claims, bets on the market.</summary>
        public bool Declares => role.Plans || role is Role.Designer;

        /// <summary>Says yes to a campaign before it is launched.</summary>
        public bool Approves => role is Role.Owner or Role.AgencyLead or Role.AccountManager or Role.ClientApprover;

        /// <summary>Sets up clients, shops and people.</summary>
        public bool Manages => role is Role.Owner or Role.AgencyLead;

        /// <summary>The name that people read.</summary>
        public Words Name => role switch
        {
            Role.Owner => new("负责人", "Owner"),
            Role.AgencyLead => new("运营主管", "Agency lead"),
            Role.AccountManager => new("客户经理", "Account manager"),
            Role.Operator => new("运营", "Operator"),
            Role.Designer => new("设计", "Designer"),
            Role.CustomerService => new("客服", "Customer service"),
            Role.Promotion => new("推广", "Promotion"),
            Role.Warehouse => new("仓配", "Warehouse"),
            Role.Finance => new("财务", "Finance"),
            Role.ClientViewer => new("客户查看", "Client viewer"),
            Role.ClientApprover => new("客户审批", "Client approver"),
            Role.Auditor => new("审计", "Auditor"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
