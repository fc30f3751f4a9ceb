using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace GlueTools.Servers.Tests.Servers;

/// <summary>Keeps other processes from running servers at the same time; this one may, as often as it likes.</summary>
/// <param name="begin">What is done as soon as this process has the lock.</param>
internal sealed class MachineLock(Action begin)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private FileStream? _file;
    private int _holders;

    internal IDisposable Take()
    {
        lock (_gate)
        {
            if (_holders == 0)
            {
                _file = Open();
                begin();
            }

            _holders++;
            return new Held(this);
        }
    }

    private static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), "gluetools-servers.lock");
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Limit)
            {
                Thread.Sleep(200);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new InvalidOperationException("lock file\n" + error.Message, error);
            }
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            if (--_holders == 0)
            {
                _file!.Dispose();
            }
        }
    }

    private sealed class Held(MachineLock machine) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                machine.Release();
            }
        }
    }
}
