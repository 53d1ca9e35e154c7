using Duoshou.Warehouse;

namespace Duoshou.App.Storage;

/// <summary>The home folder cannot be worked on as it is, said so that a person can put it right.</summary>
public sealed class HomeProblem(Refusal refusal) : InvalidOperationException($"{refusal.Detail.En} {refusal.Remedy.En}")
{
    /// <summary>What is wrong and what to do.</summary>
    public Refusal Refusal { get; } = refusal;
}
