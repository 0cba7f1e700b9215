package org.baton.connectors.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Keeps Baton from being used to reach what only it can reach: this machine, private networks, the addresses at which
 * clouds tell their secrets.
 *
 * @param loopback whether this machine may be called
 * @param privateAddresses whether private networks may be
 */
record AddressGuard(boolean loopback, boolean privateAddresses) {

    /**
     * Why a host must not be called.
     *
     * @throws UnknownHostException if nothing is known of it
     */
    Optional<String> refusal(String host) throws UnknownHostException {
        for (var address : InetAddress.getAllByName(host)) {
            if (address.isLoopbackAddress() ? !loopback : isPrivate(address) && !privateAddresses) {
                return Optional.of("This address is of this machine or of a private network.");
            }
        }
        return Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet4Address
                        ? isSpecial4(address.getAddress())
                        : isSpecial6(address.getAddress()));
    }

    /** This network, carrier-grade NAT, protocol assignments, benchmarks, and what is reserved (RFC 6890). */
    private static boolean isSpecial4(byte[] a) {
        int first = a[0] & 0xff;
        int second = a[1] & 0xff;
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && a[2] == 0
                || first == 198 && (second == 18 || second == 19)
                || first >= 240;
    }

    /** Unique local ones, and those that hold an address of version 4 (NAT64, 6to4, Teredo). */
    private static boolean isSpecial6(byte[] a) {
        int first = (a[0] & 0xff) << 8 | a[1] & 0xff;
        int second = (a[2] & 0xff) << 8 | a[3] & 0xff;
        return (first & 0xfe00) == 0xfc00
                || first == 0x64 && second == 0xff9b
                || first == 0x2002
                || first == 0x2001 && second == 0
                || first == 0 && second == 0;
    }
}
