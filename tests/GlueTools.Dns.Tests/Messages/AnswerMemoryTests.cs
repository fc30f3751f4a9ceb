using GlueTools.Dns.Messages;
using GlueTools.Dns.Wire;

namespace GlueTools.Dns.Tests.Messages;

public class AnswerMemoryTests
{
    private readonly AnswerMemory _memory = new();

    [Fact]
    public void The_same_octets_under_another_ID_share_their_records()
    {
        var first = Parse(Samples.Referral());
        var again = Samples.Referral();
        again[0] ^= 0xFF;
        var second = Parse(again);

        Assert.True(first.SharesRecordsWith(second));
        Assert.Equal(first.Id ^ 0xFF00, second.Id);
        Assert.Equal(MessageParser.Parse(again, again.Length).Describe(), second.Describe());
    }

    [Fact]
    public void One_octet_that_differs_anywhere_makes_another_message()
    {
        for (var at = 2; at < Samples.Referral().Length; at++)
        {
            Parse(Samples.Referral());
            var other = Samples.Referral();
            other[at] ^= 1;

            Assert.Equal(Outcome(() => MessageParser.Parse(other, other.Length)), Outcome(() => Parse(other)));
        }
    }

    [Fact]
    public void A_shorter_message_at_the_start_of_a_known_one_is_not_taken_for_it()
    {
        var whole = Samples.Referral();
        Parse(whole);

        Assert.Throws<WireFormatException>(() => _memory.Parse(whole, whole.Length - 1));
        Assert.Throws<WireFormatException>(() => _memory.Parse(whole, 11));
    }

    [Fact]
    public void What_is_remembered_does_not_change_with_the_buffer_it_was_read_from()
    {
        var buffer = Samples.Referral();
        var text = Parse(buffer).Describe();
        var known = Parse(buffer);
        System.Array.Clear(buffer);

        Assert.Equal(text, known.Describe());
        Assert.Equal(text, Parse(Samples.Referral()).Describe());
    }

    private static string Outcome(System.Func<Message> parse)
    {
        try
        {
            return parse().Describe();
        }
        catch (WireFormatException error)
        {
            return error.Message;
        }
    }

    private Message Parse(byte[] bytes) => _memory.Parse(bytes, bytes.Length);
}
