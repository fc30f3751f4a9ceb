using System;
using System.Collections.Generic;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;
using GlueTools.Lab.Scenarios;

namespace GlueTools.Lab.Serving;

/// <summary>A server's faults as far as they concern one name.</summary>
internal readonly struct FaultsInForce
{
    private readonly IReadOnlyList<LabFault> _faults;
    private readonly DomainName _name;

    internal FaultsInForce(IReadOnlyList<LabFault> faults, DomainName name)
    {
        _faults = faults;
        _name = name;
    }

    internal bool Has(LabFaultKind kind) => Find(kind) is not null;

    internal LabFault? Find(LabFaultKind kind)
    {
        for (var i = 0; i < _faults.Count; i++)
        {
            if (_faults[i].Kind == kind && _faults[i].Concerns(_name))
            {
                return _faults[i];
            }
        }

        return null;
    }

    internal bool Any(Predicate<LabFault> condition)
    {
        for (var i = 0; i < _faults.Count; i++)
        {
            if (condition(_faults[i]) && _faults[i].Concerns(_name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The fault of a kind that questions of one type meet.</summary>
    internal LabFault? Find(LabFaultKind kind, RecordType type)
    {
        for (var i = 0; i < _faults.Count; i++)
        {
            if (_faults[i].Kind == kind && _faults[i].Type == type && _faults[i].Concerns(_name))
            {
                return _faults[i];
            }
        }

        return null;
    }

    /// <summary>The response code that takes an answer's place, or null.</summary>
    internal ResponseCode? ResponseCode(Message query)
    {
        if (query.Edns is { } edns && (Has(LabFaultKind.NoEdns) || (edns.Options.Count > 0 && Has(LabFaultKind.NoOptions))))
        {
            return Dns.Messages.ResponseCode.FormatError;
        }

        if (query.Edns is { Version: > 0 } && !Has(LabFaultKind.IgnoreEdns))
        {
            return Dns.Messages.ResponseCode.BadVersion;
        }

        return Has(LabFaultKind.Refuse) ? Dns.Messages.ResponseCode.Refused
            : Has(LabFaultKind.ServFail) ? Dns.Messages.ResponseCode.ServerFailure
            : Has(LabFaultKind.NotImp) ? Dns.Messages.ResponseCode.NotImplemented
            : Has(LabFaultKind.FormErr) ? Dns.Messages.ResponseCode.FormatError
            : null;
    }
}
