using System.Collections.Generic;
using GlueTools.Console.Lists;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;
using GlueTools.Shared.Histories;

namespace GlueTools.Console.Running;

/// <summary>Adds each domain to a history, beside what another sink makes of it.</summary>
internal sealed class HistorySink(IResultSink inner, RunHistory history) : IResultSink
{
    public void Without(string name, string status, string sentence)
    {
        inner.Without(name, status, sentence);
        Tell(history.Without(name, sentence));
    }

    public void Take(AuditItem item)
    {
        inner.Take(item);
        Tell(history.Take(item.Report!));
    }

    public void Take(DelegationReport report)
    {
        inner.Take(report);
        Tell(history.Take(report));
    }

    public void Finished(ListedName name) => inner.Finished(name);

    public void Flush() => inner.Flush();

    public void End() => inner.End();

    private void Tell(IReadOnlyList<DelegationChange> changes) => (inner as ChangesOnlySink)?.Write(changes);
}
