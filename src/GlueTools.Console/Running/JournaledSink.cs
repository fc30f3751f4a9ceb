using GlueTools.Console.Lists;
using GlueTools.Delegation.Judging;
using GlueTools.Network.Sessions;

namespace GlueTools.Console.Running;

/// <summary>Has the journal told of each name whose rows another sink has written.</summary>
internal sealed class JournaledSink(IResultSink rows, JournaledFile file, Verdict verdict) : IResultSink
{
    public void Without(string name, string status, string sentence) => rows.Without(name, status, sentence);

    public void Take(AuditItem item) => rows.Take(item);

    public void Take(DelegationReport report) => rows.Take(report);

    public void Finished(ListedName name) => file.Finish(name, verdict.TakeLatest());

    public void Flush()
    {
        rows.Flush();
        file.Write();
    }

    public void End()
    {
        rows.End();
        file.Write();
    }
}
