#!/usr/bin/env perl
# A registry of domains and hosts behind Net::EPP::Server, for epp.py. That module brings TLS, sessions, the schemas of the RFCs and the state machine of RFC 5730; what is here are the handlers:
# the rules of RFC 5731 and 5732 about objects, of RFC 5910 about DS records and of RFC 9803 about TTLs. It holds its objects in memory, anew for each login.
#   epp-server.pl FOLDER_OF_THE_SERVER FOLDER_OF_NET_EPP PORT KEY CERTIFICATE object|attribute
use File::Basename qw(dirname);
use strict;
use warnings;
my ($server_folder, $epp_folder, $port, $key, $certificate, $model);

BEGIN {
    ($server_folder, $epp_folder, $port, $key, $certificate, $model) = splice(@ARGV);
    unshift(@INC, "$server_folder/lib", "$epp_folder/lib");
    # Two modules that only certificates of clients need, and that not every system has.
    if (!eval { require Mozilla::CA }) { $INC{'Mozilla/CA.pm'} = __FILE__ }
    if (!eval { require No::Worries::DN }) {
        $INC{'No/Worries/DN.pm'} = __FILE__;
        no strict 'refs';
        *{'No::Worries::DN::import'} = sub { my $caller = caller; *{"${caller}::dn_parse"} = sub { [] } };
    }
}

use Net::EPP::ResponseCodes;
use Net::EPP::Server;

my %space = (
    domain => 'urn:ietf:params:xml:ns:domain-1.0', host => 'urn:ietf:params:xml:ns:host-1.0',
    secDNS => 'urn:ietf:params:xml:ns:secDNS-1.1', ttl => 'urn:ietf:params:xml:ns:epp:ttl-1.0', epp => 'urn:ietf:params:xml:ns:epp-1.0');
my (%hosts, %domains);
my $server = Net::EPP::Server->new;
$server->run(
    host => '127.0.0.1', port => $port, log_level => 1, min_servers => 1, max_servers => 2, min_spare_servers => 1, max_spare_servers => 1,
    SSL_key_file => $key, SSL_cert_file => $certificate, timeout => 30, log_dir => dirname($key), xsd_file => "$server_folder/examples/xsd/epp.xsd",
    handlers => {
        hello  => sub { { svID => 'registry', lang => ['en'], objects => [@space{qw(domain host)}], extensions => [@space{qw(secDNS ttl)}] } },
        login  => sub { (%hosts, %domains) = (); return OK },
        create => \&create, update => \&update, info => \&info,
    });

# What a handler dies of is a result: a code, and what is wrong.
sub refuse { my ($code, $why) = @_; die { code => $code, why => $why } }

sub guarded {
    my ($work) = @_;
    my @result = eval { $work->() };
    return ref($@) eq 'HASH' ? ($@->{code}, $@->{why}) : die($@) if $@;
    return @result;
}

# The object of a command: its kind, its element, the extensions beside it.
sub object_of {
    my ($frame) = @_;
    my $command = $frame->documentElement->firstChild;
    my $object = $command->firstChild->firstChild;
    my ($kind) = grep { $space{$_} eq $object->namespaceURI } keys %space;
    my ($extension) = $command->getChildrenByTagNameNS($space{epp}, 'extension');
    refuse(UNIMPLEMENTED_COMMAND, 'no hosts as objects here') if $kind eq 'host' && $model ne 'object';
    return ($kind, $object, $extension);
}

sub children { my ($element, $name) = @_; return $element ? grep { $_->localName eq $name } grep { $_->nodeType == 1 } $element->childNodes : () }
sub child { return (children(@_))[0] }
sub text { my $found = child(@_); return $found ? lc($found->textContent) : undef }

sub addresses {
    my ($element, $name) = @_;
    return map {
        my $family = $_->getAttribute('ip') // 'v4';
        refuse(PARAM_SYNTAX_ERROR, $_->textContent . " is no address of $family") if ($family eq 'v6') != ($_->textContent =~ /:/);
        lc($_->textContent);
    } children($element, $name);
}

# RFC 5732: the domain that a host of this registry (all of example) lies in is known before.
sub superordinate { my ($name) = @_; return (grep { $name =~ /(^|\.)\Q$_\E$/ } keys %domains)[0] }

sub created_host {
    my ($name, @addresses) = @_;
    refuse(OBJECT_DOES_NOT_EXIST, "no domain above $name") if $name =~ /\.example$/ && !superordinate($name);
    refuse(DATA_MGMT_POLICY_VIOLATION, "$name is not of this registry and has no addresses here") if $name !~ /\.example$/ && @addresses;
    refuse(DATA_MGMT_POLICY_VIOLATION, "$name needs an address") if $name =~ /\.example$/ && !@addresses;
    return { addresses => { map { $_ => 1 } @addresses }, ttls => {} };
}

sub servers {
    my ($ns) = @_;
    my %servers;
    for my $one (children($ns, 'hostObj')) {
        refuse(PARAM_POLICY_ERROR, 'hosts are attributes here') if $model ne 'object';
        refuse(OBJECT_DOES_NOT_EXIST, 'no host ' . $one->textContent) if !$hosts{lc $one->textContent};
        $servers{lc $one->textContent} = {};
    }
    for my $one (children($ns, 'hostAttr')) {
        refuse(PARAM_POLICY_ERROR, 'hosts are objects here') if $model eq 'object';
        $servers{text($one, 'hostName')} = { map { $_ => 1 } addresses($one, 'hostAddr') };
    }
    return %servers;
}

sub ds_of { my ($part) = @_; return map { join(' ', map { uc $_->textContent } grep { $_->nodeType == 1 } $_->childNodes) } children($part, 'dsData') }

sub set_ttls {
    my ($object, $extension, @types) = @_;
    for my $update (children($extension, 'update'), children($extension, 'create')) {
        next if $update->namespaceURI ne $space{ttl};
        for my $ttl (children($update, 'ttl')) {
            my $type = $ttl->getAttribute('for');
            refuse(PARAM_POLICY_ERROR, "no TTL of $type for this object") if !grep { $_ eq $type } @types;
            refuse(PARAM_RANGE_ERROR, 'a TTL of ' . $ttl->textContent) if $ttl->textContent < 60 || $ttl->textContent > 172800;
            $object->{ttls}{$type} = $ttl->textContent;
        }
    }
}

sub create {
    my %args = @_;
    return guarded(sub {
        my ($kind, $object, $extension) = object_of($args{frame});
        my $name = text($object, 'name');
        my $all = $kind eq 'host' ? \%hosts : \%domains;
        refuse(OBJECT_EXISTS, "$name is there") if $all->{$name};
        if ($kind eq 'host') {
            $hosts{$name} = created_host($name, addresses($object, 'addr'));
        } else {
            $domains{$name} = { servers => {}, ds => {}, ttls => {} };
            $domains{$name}{servers} = { servers(child($object, 'ns')) };
            $domains{$name}{ds} = { map { $_ => 1 } map { ds_of($_) } grep { $_->namespaceURI eq $space{secDNS} } children($extension, 'create') };
        }
        return OK;
    });
}

sub update {
    my %args = @_;
    return guarded(sub {
        my ($kind, $object, $extension) = object_of($args{frame});
        my $name = text($object, 'name');
        my $known = ($kind eq 'host' ? \%hosts : \%domains)->{$name} // refuse(OBJECT_DOES_NOT_EXIST, "no $kind $name");
        refuse(MISSING_PARAM, 'nothing is to be changed') if !$extension && !grep { child($object, $_) } qw(add rem chg);
        my ($part, $what) = $kind eq 'host' ? ('addresses', sub { map { $_ => 1 } addresses($_[0], 'addr') }) : ('servers', sub { servers(child($_[0], 'ns')) });
        # All or nothing.
        my %next = %{ $known->{$part} };
        my %gone = child($object, 'rem') ? $what->(child($object, 'rem')) : ();
        my %come = child($object, 'add') ? $what->(child($object, 'add')) : ();
        exists $next{$_} ? delete $next{$_} : refuse(PARAM_POLICY_ERROR, "$_ is not there") for keys %gone;
        exists $next{$_} ? refuse(PARAM_POLICY_ERROR, "$_ is there") : ($next{$_} = $come{$_}) for keys %come;
        refuse(DATA_MGMT_POLICY_VIOLATION, "$name would have nothing left") if !%next && %{ $known->{$part} };
        my %ds = %{ $known->{ds} // {} };
        for my $sign (grep { $_->namespaceURI eq $space{secDNS} } children($extension, 'update')) {
            refuse(UNIMPLEMENTED_OPTION, 'hosts have no DS records') if $kind eq 'host';
            delete $ds{$_} // refuse(PARAM_POLICY_ERROR, "no DS record $_") for map { ds_of($_) } children($sign, 'rem');
            %ds = () if grep { (text($_, 'all') // '') =~ /^(true|1)$/ } children($sign, 'rem');
            exists $ds{$_} ? refuse(PARAM_POLICY_ERROR, "the DS record $_ is there") : ($ds{$_} = 1) for map { ds_of($_) } children($sign, 'add');
        }
        set_ttls($known, $extension, $kind eq 'host' ? qw(A AAAA) : $model eq 'object' ? qw(NS DS) : qw(NS DS A AAAA));
        $known->{$part} = \%next;
        $known->{ds} = \%ds if $kind eq 'domain';
        return OK;
    });
}

sub escaped { my ($text) = @_; $text =~ s/([&<>"])/'&#' . ord($1) . ';'/ge; return $text }
sub address_elements { my ($element, $of) = @_; return join('', map { sprintf('<%s ip="%s">%s</%s>', $element, /:/ ? 'v6' : 'v4', escaped($_), $element) } sort keys %$of) }

sub info {
    my %args = @_;
    return guarded(sub {
        my ($kind, $object) = object_of($args{frame});
        my $name = text($object, 'name');
        my $known = ($kind eq 'host' ? \%hosts : \%domains)->{$name} // refuse(OBJECT_DOES_NOT_EXIST, "no $kind $name");
        my $inner = $kind eq 'host' ? address_elements('host:addr', $known->{addresses})
            : '<domain:ns>' . join('', map { $model eq 'object' ? "<domain:hostObj>$_</domain:hostObj>" : "<domain:hostAttr><domain:hostName>$_</domain:hostName>" . address_elements('domain:hostAddr', $known->{servers}{$_}) . '</domain:hostAttr>' } sort keys %{ $known->{servers} }) . '</domain:ns>';
        my $ds = join('', map { my @word = split(/ /); "<secDNS:dsData><secDNS:keyTag>$word[0]</secDNS:keyTag><secDNS:alg>$word[1]</secDNS:alg><secDNS:digestType>$word[2]</secDNS:digestType><secDNS:digest>$word[3]</secDNS:digest></secDNS:dsData>" } sort keys %{ $known->{ds} // {} });
        my $ttls = join('', map { "<ttl:ttl for=\"$_\">$known->{ttls}{$_}</ttl:ttl>" } sort keys %{ $known->{ttls} });
        my $extensions = ($ds ? "<secDNS:infData xmlns:secDNS=\"$space{secDNS}\">$ds</secDNS:infData>" : '') . ($ttls ? "<ttl:infData xmlns:ttl=\"$space{ttl}\">$ttls</ttl:infData>" : '');
        return XML::LibXML->load_xml(string => "<epp xmlns=\"$space{epp}\"><response><result code=\"1000\"><msg>Command completed successfully</msg></result><resData><$kind:infData xmlns:$kind=\"$space{$kind}\"><$kind:name>"
            . escaped($name) . "</$kind:name><$kind:roid>A1-LAB</$kind:roid><$kind:status s=\"ok\"/>$inner<$kind:clID>glue</$kind:clID>" . ($kind eq 'host' ? "<host:crID>glue</host:crID><host:crDate>2026-01-01T00:00:00Z</host:crDate>" : '')
            . "</$kind:infData></resData>" . ($extensions ? "<extension>$extensions</extension>" : '') . '<trID><clTRID>' . escaped($args{clTRID} // 'none') . "</clTRID><svTRID>" . escaped($args{svTRID}) . '</svTRID></trID></response></epp>');
    });
}
