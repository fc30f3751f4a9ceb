using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;

namespace GlueTools.Console.Output;

/// <summary>JSON, one object a line.</summary>
internal sealed class JsonLinesWriter<T>(TextWriter output, RowShape shape) : IRowWriter<T>
    where T : notnull
{
    private readonly JsonRow _row = new(shape);
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Write(T row)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, JsonRow.Options(isIndented: false)))
        {
            _row.Write(json, row);
        }

        output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        output.Write('\n');
    }

    public void Flush() => output.Flush();

    public void End() => output.Flush();
}
