using System.Buffers;
using System.IO;
using System.Text;
using System.Text.Json;

namespace GlueTools.Console.Output;

/// <summary>One JSON array, written row by row.</summary>
internal sealed class JsonArrayWriter<T>(TextWriter output, RowShape shape) : IRowWriter<T>
    where T : notnull
{
    private readonly JsonRow _row = new(shape);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private bool _hasRows;

    public void Write(T row)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, JsonRow.Options(isIndented: true)))
        {
            _row.Write(json, row);
        }

        output.Write(_hasRows ? ",\n" : "[\n");
        output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _hasRows = true;
    }

    public void Flush() => output.Flush();

    public void End()
    {
        output.Write(_hasRows ? "\n]\n" : "[]\n");
        output.Flush();
    }
}
