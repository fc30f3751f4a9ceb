# shellcheck shell=bash
# Sourced. network THERE HERE: two namespaces joined by veth, one for servers, one for the client, whose only way leads to the first. (A client in the servers' own namespace would
# pay for choosing a source among all their addresses.)
network() {
    local there=$1 here=$2
    ip netns add "$there"
    ip netns add "$here"
    ip -n "$there" link set lo up
    ip -n "$here" link set lo up
    ip -n "$there" link add there type veth peer name here netns "$here"
    ip -n "$there" addr add 23.0.0.1/30 dev there
    ip -n "$there" addr add 2a30::1/64 dev there nodad
    ip -n "$here" addr add 23.0.0.2/30 dev here
    ip -n "$here" addr add 2a30::2/64 dev here nodad
    ip -n "$there" link set there up
    ip -n "$here" link set here up
    ip -n "$here" route add default via 23.0.0.1
    ip -n "$here" -6 route add default via 2a30::1
}
