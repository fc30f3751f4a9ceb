using GlueTools.Console.Output;
using GlueTools.Delegation;
using GlueTools.Dns.Names;

namespace GlueTools.Console.Running;

/// <summary>Writes rows as they come, and remembers the verdict.</summary>
internal sealed class RowSink<T>(RowKind<T> kind, IRowWriter<T> writer, Verdict verdict) : IResultSink
    where T : notnull
{
    public void Refuse(string text, string sentence) => Write(kind.Without(text, RowStatus.Invalid, sentence));

    public void Fail(DomainName name, string sentence) => Write(kind.Without(name.Text, RowStatus.Unknown, sentence));

    public void Take(AuditItem item)
    {
        foreach (var row in kind.From(item))
        {
            Write(row);
        }
    }

    public void Flush() => writer.Flush();

    private void Write(T row)
    {
        verdict.Add(kind.StatusOf(row), kind.SeverityOf(row));
        writer.Write(row);
    }
}
