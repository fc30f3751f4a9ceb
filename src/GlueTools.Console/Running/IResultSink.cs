using GlueTools.Console.Lists;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Takes what a run finds; called on one thread.</summary>
internal interface IResultSink
{
    /// <summary>Whether a report without findings makes no difference to it.</summary>
    bool IgnoresHealthy => false;

    /// <summary>A name gave no result: it is none, or its audit came to no end.</summary>
    /// <param name="name">The name, as far as there is one.</param>
    /// <param name="status">A word of <see cref="RowStatus"/>.</param>
    /// <param name="sentence">Why.</param>
    void Without(string name, string status, string sentence);

    /// <summary>An audit or a trace is finished.</summary>
    void Take(AuditItem item);

    /// <summary>Saved evidence was judged.</summary>
    void Take(DelegationReport report);

    /// <summary>All that there is about a name was taken.</summary>
    void Finished(ListedName name)
    {
    }

    /// <summary>Nothing more will come for a moment.</summary>
    void Flush();

    /// <summary>Nothing more will come.</summary>
    void End();
}
