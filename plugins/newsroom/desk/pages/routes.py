"""Every address of the desk, and the function of a page that answers it."""

from starlette.routing import BaseRoute, Route

from newsroom.desk.pages.later import later

WRITES = ["POST"]
ROUTES: list[BaseRoute] = [
    Route("/", later("overview:overview")),
    Route("/rediger", later("edit:edit")),
    Route("/rediger", later("edit:write"), methods=WRITES),
    Route("/vis/{id}", later("edit:live")),
    Route("/ny/{kind}", later("create:create"), methods=["GET", "POST"]),
    Route("/lagringer", later("history:history")),
    Route("/lagringer", later("history:undo"), methods=WRITES),
    Route("/adresse", later("moves:moves")),
    Route("/adresse", later("moves:move"), methods=WRITES),
    Route("/bilder", later("media:media")),
    Route("/bilder", later("media:upload"), methods=WRITES),
    Route("/fil/{path:path}", later("media:file")),
    Route("/utsnitt", later("media:cuts")),
    Route("/lim-inn", later("media:paste"), methods=WRITES),
    Route("/navn.json", later("media:names")),
    Route("/tekst", later("plain_file:plain")),
    Route("/tekst", later("plain_file:save_plain"), methods=WRITES),
    Route("/nyhetsbrev/{name}", later("newsletter:newsletter")),
    Route("/nyhetsbrev/{name}", later("newsletter:make"), methods=WRITES),
    Route("/publiser", later("publish:changes")),
    Route("/publiser", later("publish:publish"), methods=WRITES),
    Route("/ute", later("publish:online")),
]
