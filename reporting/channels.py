"""What channels are called in papers and files."""

from collections.abc import Mapping

from domain.service import Channel
from domain.texts import N_

CHANNELS: Mapping[Channel, str] = {
    Channel.PHONE: N_("phone"),
    Channel.EMAIL: N_("e-mail"),
    Channel.CHAT: N_("chat"),
    Channel.WEB: N_("web"),
    Channel.VISIT: N_("visit"),
    Channel.SOCIAL: N_("social media"),
    Channel.VIDEO: N_("video call"),
}
