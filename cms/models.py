from .calendar import *  # noqa: F403
from .clock import *  # noqa: F403
from .delivery.models import *  # noqa: F403
from .media import *  # noqa: F403
from .moderation.models import *  # noqa: F403
from .people import *  # noqa: F403
from .tree import *  # noqa: F403
