using System.Linq;
using System.Net;
using GlueTools.Delegation.Answers;
using GlueTools.Delegation.Evidence;
using GlueTools.Dns.Exchanges;
using GlueTools.Dns.Messages;
using GlueTools.Dns.Names;
using GlueTools.Dns.Records;

namespace GlueTools.Delegation.Tests;

public class AddressAnswersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(500)]
    public void Each_question_has_the_last_answer_to_it(int names)
    {
        var answers = new AddressAnswers();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < names; i++)
            {
                answers.Add(Answer(Asked(i, RecordType.A), round));
            }
        }

        Assert.Equal(names, answers.Count);
        Assert.All(Enumerable.Range(0, names), i => Assert.Equal(1, answers.To(Asked(i, RecordType.A))!.Exchange.RoundTripUs));
        Assert.Null(answers.To(Asked(0, RecordType.AAAA)));
        Assert.Null(answers.To(Asked(names, RecordType.A)));

        answers.Clear();
        Assert.Equal(0, answers.Count);
        Assert.Null(answers.To(Asked(0, RecordType.A)));
    }

    private static Question Asked(int name, RecordType type) => new(DomainName.Parse("ns" + name + ".example"), type);

    private static ServerAnswer Answer(Question question, int round) =>
        new(new Exchange { Server = IPAddress.Loopback, Question = question, Outcome = ExchangeOutcome.TimedOut, RoundTripUs = round }, DomainName.Parse("example"));
}
