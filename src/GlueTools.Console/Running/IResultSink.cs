using GlueTools.Delegation;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Running;

/// <summary>Takes what a run finds; called on one thread.</summary>
internal interface IResultSink
{
    /// <summary>A name is none.</summary>
    void Refuse(string text, string sentence);

    /// <summary>An audit came to no end.</summary>
    void Fail(DomainName name, string sentence);

    /// <summary>An audit or a trace is finished.</summary>
    void Take(AuditItem item);

    /// <summary>Nothing more will come for a moment.</summary>
    void Flush();
}
