#!/usr/bin/perl
# All tests of the Zonemaster engine for many domains in one process, from these root hints. What was learnt about servers stays; only messages are dropped.
# Usage: zonemaster.pl HINTS-FILE NAMES-FILE
use strict;
use warnings;
use Zonemaster::Engine;
use Zonemaster::Engine::Recursor;
use Zonemaster::Engine::Util qw(parse_hints);

sub slurp { open my $file, '<', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$file> }

Zonemaster::Engine::Recursor->remove_fake_addresses('.');
Zonemaster::Engine::Recursor->add_fake_addresses('.', parse_hints(slurp($ARGV[0])));
for my $name (split ' ', slurp($ARGV[1])) {
    my @messages = Zonemaster::Engine->test_zone($name);
    printf "%s %d messages, %d of them errors\n", $name, scalar @messages, scalar grep { $_->numeric_level >= 4 } @messages;
    Zonemaster::Engine->logger->clear_history;
}
