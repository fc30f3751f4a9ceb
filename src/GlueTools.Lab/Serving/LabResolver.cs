using System.Linq;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Records;

namespace GlueTools.Lab.Serving;

/// <summary>Answers as a resolver would: from all zones of the lab, RA set, AA not.</summary>
internal sealed class LabResolver : IResponder
{
    private const int MaxAliases = 8;
    private const ushort EdnsSize = 1232;

    private readonly Staged<ZoneTable> _zones;

    internal LabResolver(Staged<ZoneTable> zones) => _zones = zones;

    public LabReply? Respond(Message query, bool overTcp)
    {
        var answer = query.Question is { } question ? Resolve(question) : ZoneAnswer.Of(ResponseCode.FormatError);
        var shape = new ResponseShape
        {
            EdnsSize = query.Edns is null ? (ushort)0 : EdnsSize,
            Limit = overTcp ? ushort.MaxValue : UdpLimit.Of(query),
            RecursionAvailable = true,
        };
        return new LabReply(ResponseWriter.Write(query, answer, shape));
    }

    internal ZoneAnswer Resolve(Question question)
    {
        var whole = new ZoneAnswer();
        var name = question.Name;
        for (var aliases = 0; aliases <= MaxAliases; aliases++)
        {
            var asked = new Question(name, question.Type);
            var part = _zones.Now.Find(asked) is { } zone ? ZoneSearch.Find(zone, asked, dnssecOk: false) : ZoneAnswer.Of(ResponseCode.ServerFailure);
            // A cut with no zone behind it: nobody there to ask.
            whole.Code = part.IsReferral ? ResponseCode.ServerFailure : part.Code;
            whole.Answer.AddRange(part.Answer);
            whole.Authority.Clear();
            whole.Authority.AddRange(part.Answer.Count > 0 || part.IsReferral ? [] : part.Authority);
            if (question.Type == RecordType.CNAME || part.Answer.LastOrDefault() is not { Type: RecordType.CNAME } alias || part.Code != ResponseCode.NoError)
            {
                break;
            }

            name = ((AliasData)alias.Data).Target;
        }

        return whole;
    }
}
