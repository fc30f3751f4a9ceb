using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GlueTools.Registry.Objects;

namespace GlueTools.Registry.Http;

/// <summary>What comes from a connection, read by lines and by counts, with an end to both.</summary>
internal sealed class HttpInput(Stream stream, string server)
{
    private readonly byte[] _buffer = new byte[8192];
    private int _at, _end;

    /// <summary>Reads a line without its end; null where the connection has ended before it.</summary>
    /// <exception cref="AskException">It is longer than it may be.</exception>
    internal async Task<string?> ReadLineAsync(int most, CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_at == _end && !await FillAsync(cancel).ConfigureAwait(false))
            {
                return null;
            }

            var octet = _buffer[_at++];
            if (octet == '\n')
            {
                return line.Length > 0 && line[line.Length - 1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
            }

            line.Append((char)octet);
            if (line.Length > most)
            {
                throw new AskException(server + " sent a line of more than " + most + " octets where HTTP has short ones.");
            }
        }
    }

    /// <summary>Reads so many octets into a body.</summary>
    /// <exception cref="AskException">The connection has ended before them.</exception>
    internal async Task CopyAsync(MemoryStream body, long count, CancellationToken cancel)
    {
        while (count > 0)
        {
            if (_at == _end && !await FillAsync(cancel).ConfigureAwait(false))
            {
                throw new AskException(server + " ended the connection in the middle of its answer.");
            }

            var part = (int)Math.Min(count, _end - _at);
            body.Write(_buffer, _at, part);
            _at += part;
            count -= part;
        }
    }

    /// <summary>Reads to the end of the connection, or to one octet more than may be.</summary>
    internal async Task CopyToEndAsync(MemoryStream body, int most, CancellationToken cancel)
    {
        while (body.Length <= most && (_at < _end || await FillAsync(cancel).ConfigureAwait(false)))
        {
            body.Write(_buffer, _at, _end - _at);
            _at = _end;
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        _at = 0;
        _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancel).ConfigureAwait(false);
        return _end > 0;
    }
}
