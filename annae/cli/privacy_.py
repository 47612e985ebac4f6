"""``annae privacy``: removes, exports and encrypts customers' personal data."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from annae.cli.arguments import add_json, add_store
from annae.cli.output import print_json
from annae.progress import progress
from annae.settings import Settings

if TYPE_CHECKING:
    from store.shop import Shop

_EPILOG = """\
examples:
  annae privacy purge                            remove what has not been needed for privacy.keep_days; run it daily
  annae privacy export --customer 1042           print everything that is kept about a customer
  annae privacy delete --customer 1042           remove it; unfinished orders keep their customer
  annae privacy key                              make a key for the setting privacy.key
  annae privacy encrypt                          write all personal data with the newest key
"""


def add_parser(subparsers: Any) -> None:
    """Add ``privacy`` to the command line."""
    parser = subparsers.add_parser(
        "privacy",
        help="remove, export or encrypt customers' personal data",
        description="Removes, exports and encrypts customers' personal data; the audit says that it was done.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    purge = actions.add_parser("purge", help="remove personal data that has not been needed for privacy.keep_days")
    export = actions.add_parser("export", help="print everything that is kept about a customer, as JSON")
    delete = actions.add_parser("delete", help="remove what is kept about a customer")
    key = actions.add_parser("key", help="make a key for the setting privacy.key")
    encrypt = actions.add_parser("encrypt", help="write the personal data of all stores with the newest key")
    for action in (export, delete):
        action.add_argument("--customer", required=True, metavar="ID", help="id of the customer (orders, customer_id)")
    for action in (purge, export, delete):
        add_store(action)
    for action in (purge, export, delete, encrypt):
        add_json(action)
    for action, run in ((purge, _purge), (export, _export), (delete, _delete), (key, _key), (encrypt, _encrypt)):
        action.set_defaults(run=run)


def _purge(args: argparse.Namespace, settings: Settings) -> int:
    from store.identity.retention import count_orders, purge

    shop, days = _shop(args, settings), settings.privacy.keep_days
    with progress("Removing old personal data", count_orders(shop, days), "orders") as advance:
        purged = asdict(purge(shop, days, advance))
    if args.json:
        print_json({"store": shop.store_id, "keep_days": days, **purged})
    else:
        print(f"removed from store {shop.store_id!r}: {_listed(purged)}")
    return 0


def _export(args: argparse.Namespace, settings: Settings) -> int:
    import json

    from store.identity.requests import export_customer

    exported = export_customer(_shop(args, settings), args.customer, _clerk())
    if args.json:
        print_json(exported)
    else:
        print(json.dumps(exported, ensure_ascii=False, indent=2))
    return 0


def _delete(args: argparse.Namespace, settings: Settings) -> int:
    from store.identity.requests import delete_customer

    shop = _shop(args, settings)
    deleted = delete_customer(shop, args.customer, _clerk())
    if args.json:
        print_json({"store": shop.store_id, "customer": args.customer, **asdict(deleted)})
        return 0
    counts = {"orders": deleted.orders, "accounts": deleted.accounts, "others": deleted.others}
    print(f"removed from store {shop.store_id!r}: {_listed(counts)}")
    if deleted.unfinished:
        print(f"kept until they are finished: {', '.join(deleted.unfinished)}")
    return 0


def _key(_args: argparse.Namespace, _settings: Settings) -> int:
    from store.database.encryption import new_key

    print(new_key())
    return 0


def _encrypt(args: argparse.Namespace, settings: Settings) -> int:
    from annae.errors import AnnaeError
    from store.database.engine import open_database
    from store.identity.reencryption import count_rows, reencrypt

    if not settings.privacy.key:
        raise AnnaeError("privacy.key is empty; set it to a key from `annae privacy key` first")
    engine = open_database(settings.database_url)
    with progress("Encrypting", count_rows(engine), "rows") as advance:
        rows = reencrypt(engine, advance)
    if args.json:
        print_json({"rows": rows})
    else:
        print(f"{rows} rows are written with the newest key")
    return 0


def _shop(args: argparse.Namespace, settings: Settings) -> Shop:
    from store.database.engine import open_database
    from store.shop import Shop

    return Shop(open_database(settings.database_url), args.store or settings.store.id)


def _clerk() -> Any:
    from store.actor import Actor

    return Actor("staff", "command line")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
