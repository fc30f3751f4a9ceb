using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using GlueTools.Bench;

// What gluebench mix does, by DnsClient.NET: dnsclient QUESTIONSFILE COUNT IN-FLIGHT. So many tasks ask one question after another; no cache, no recursion, no retry.
var questions = File.ReadAllLines(args[0]).Select(line => line.Split(' ')).Select(words => (
    Server: new[] { new NameServer(IPAddress.Parse(words[0])) },
    Question: new DnsQuestion(words[1], Enum.Parse<QueryType>(words[2]), QueryClass.IN))).ToArray();
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
var inFlight = int.Parse(args[2], CultureInfo.InvariantCulture);
var client = new LookupClient(new LookupClientOptions(questions[0].Server) { UseCache = false });

await Round(Math.Min(count, 20_000));
var meter = new Meter();
var failed = await Round(count);
meter.Print("questions", count);
Console.WriteLine(failed + " unanswered");

async Task<int> Round(int size)
{
    int next = 0, lost = 0;
    await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
    {
        int i;
        while ((i = Interlocked.Increment(ref next)) <= size)
        {
            var (server, question) = questions[i % questions.Length];
            try
            {
                await client.QueryServerAsync(server, question, new DnsQueryOptions { UseCache = false, Recursion = false, Retries = 0 }).ConfigureAwait(false);
            }
            catch (DnsResponseException)
            {
                Interlocked.Increment(ref lost);
            }
        }
    })));
    return lost;
}
