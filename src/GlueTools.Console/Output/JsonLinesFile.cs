using System;
using System.IO;
using GlueTools.Console.Options;

namespace GlueTools.Console.Output;

/// <summary>A file of JSON, one object a line; what has come when a run is interrupted is whole.</summary>
internal sealed class JsonLinesFile<T> : IRowWriter<T>
    where T : notnull
{
    private readonly string _path;
    private readonly StreamWriter _file;
    private readonly JsonLinesWriter<T> _lines;

    /// <exception cref="UsageException">The file cannot be written.</exception>
    internal JsonLinesFile(string path, RowShape shape)
    {
        _path = path;
        _file = Try(() => new StreamWriter(path));
        _lines = new JsonLinesWriter<T>(_file, shape);
    }

    public void Write(T row) => Try(() => _lines.Write(row));

    public void Flush() => Try(_lines.Flush);

    public void End() => Try(_file.Dispose);

    private void Try(Action write) => Try(() =>
    {
        write();
        return true;
    });

    private TResult Try<TResult>(Func<TResult> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (FileOption.IsAboutTheFile(error))
        {
            throw new UsageException("-o: " + FileOption.Unwritable(_path, error));
        }
    }
}
