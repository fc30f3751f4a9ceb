using System;
using System.Collections.Generic;
using System.Management.Automation;
using GlueTools.Binding;
using GlueTools.Delegation.Arrivals;
using GlueTools.Dns.Names;
using GlueTools.Network.Options;

namespace GlueTools.Commands;

/// <content>The server that is to be switched off.</content>
public sealed partial class TestDelegationCommand
{
    /// <summary>
    /// Say whether this server may be switched off: whether anybody, or a cache, still leads to it. An address, a name, or both (<c>ns1.example.com/192.0.2.1</c>).
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? PreviousServer { get; set; }

    /// <summary>Since when no server leads to it any more: caches are reckoned with from then. Now if not given.</summary>
    [Parameter]
    [TimeTransform]
    public DateTime GoneSince { get; set; }

    private List<PreviousServerRequest> ReadPreviousServers()
    {
        var servers = new List<PreviousServerRequest>();
        foreach (var text in PreviousServer ?? [])
        {
            if (!PreviousServerRequest.TryRead(text, out var server, out var sentence))
            {
                End("InvalidNameServer", ErrorCategory.InvalidArgument, text, "-PreviousServer '" + SafeText.Escape(text) + "': " + sentence, "Give an address, a name, or both as in ns1.example.com/192.0.2.1.");
            }

            servers.Add(server!);
        }

        return servers;
    }

    private DateTime? ReadGone()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(GoneSince)))
        {
            return null;
        }

        if (PreviousServer is null)
        {
            Refuse(nameof(GoneSince), "-GoneSince is about a server that is to be switched off; name it with -PreviousServer.", "Add -PreviousServer, or leave -GoneSince out.");
        }

        var gone = GoneSince.ToUniversalTime();
        if (gone > DateTime.UtcNow)
        {
            End("TimeNotCome", ErrorCategory.InvalidArgument, GoneSince, "-GoneSince " + Times.Iso(gone) + " has not come yet.", "Give the time since when no server leads to it any more.");
        }

        return gone;
    }
}
