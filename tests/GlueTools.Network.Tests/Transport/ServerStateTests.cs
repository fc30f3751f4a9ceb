using System.Net;
using GlueTools.Dns.Records;
using GlueTools.Network.Loop;
using GlueTools.Network.Transport;

namespace GlueTools.Network.Tests.Transport;

/// <summary>What is concluded about a server from what it answers, and over what.</summary>
public class ServerStateTests
{
    private readonly ServerState _server = new(IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, 53), null, new ServerPace(1_500_000));

    [Fact]
    public void A_server_that_answers_over_TCP_only_is_not_asked_more_slowly_for_its_silence_over_UDP()
    {
        for (var question = 0; question < 200; question++)
        {
            _server.Pace.Lost(Clock.System.Now);
            _server.Heard(Clock.System.Now, 1000, isFirstChoice: false, RecordType.SOA);
        }

        Assert.False(_server.Pace.IsSlowed);
    }

    [Fact]
    public void A_server_that_answers_over_UDP_and_then_over_TCP_only_is_asked_more_slowly()
    {
        for (var question = 0; question < ServerPace.AnswersFirst; question++)
        {
            _server.Heard(Clock.System.Now, 1000, isFirstChoice: true, RecordType.SOA);
        }

        for (var question = 0; question < ServerPace.Sample; question++)
        {
            _server.Pace.Lost(Clock.System.Now);
            _server.Heard(Clock.System.Now, 1000, isFirstChoice: false, RecordType.SOA);
        }

        Assert.True(_server.Pace.IsSlowed);
    }

    [Theory]
    [InlineData(RecordType.SOA, true)]
    [InlineData(RecordType.AAAA, false)]
    [InlineData(RecordType.ANY, true)]
    public void Which_types_it_has_answered_is_known_of_those_that_are_asked_for_often(RecordType type, bool isAnswered)
    {
        _server.Heard(Clock.System.Now, 1000, isFirstChoice: true, RecordType.SOA);

        Assert.Equal(isAnswered, _server.HasAnswered(type));
    }
}
