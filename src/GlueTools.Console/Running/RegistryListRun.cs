using System;
using System.Collections.Generic;
using System.Threading;
using GlueTools.Console.Lists;
using GlueTools.Console.Options;
using GlueTools.Console.Streams;
using GlueTools.Dns.Names;
using GlueTools.Registry.Sessions;
using GlueTools.Registry.Settings;

namespace GlueTools.Console.Running;

/// <summary>Takes names through a session with registries: a bounded number in flight, rows in the order in which domains are finished.</summary>
internal sealed class RegistryListRun(RegistryOptions options, CancellationToken cancel)
{
    private const int ReadAhead = 64, LookAgainMs = 20;

    /// <summary>Runs to the end of the names.</summary>
    /// <exception cref="UsageException">The names cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal void Run(IEnumerable<ListedName> names, Action<RegistryDelegation> write, Action flush)
    {
        using var feed = new Feed<ListedName>(names, ReadAhead);
        using var session = new RegistrySession(options);
        var open = 0;
        while (true)
        {
            while (open < session.Room && feed.TryTake(out var name))
            {
                // Names that are none open nothing, so there may be no end to them.
                cancel.ThrowIfCancellationRequested();
                open += Begin(session, name, write);
            }

            if (open > 0)
            {
                if (session.TryTake(LookAgainMs, cancel, out var item))
                {
                    open--;
                    foreach (var row in item.Rows)
                    {
                        write(row);
                    }
                }

                continue;
            }

            flush();
            if (!feed.TryWait(cancel, out var next))
            {
                return;
            }

            open += Begin(session, next, write);
        }
    }

    private static int Begin(RegistrySession session, ListedName listed, Action<RegistryDelegation> write)
    {
        if (!DomainNameInput.TryRead(listed.Text, out var name, out _, out var sentence))
        {
            write(RegistryDelegation.Without(SafeText.Escape(listed.Text), RowStatus.Invalid, sentence));
        }
        else if (RegistryDelegation.OfUnregistrable(name) is { } skipped)
        {
            write(skipped);
        }
        else
        {
            session.Start(name);
            return 1;
        }

        return 0;
    }
}
