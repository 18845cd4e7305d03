"""What is loaded once is out of the garbage collector's sight."""

import gc

from newsroom.collecting import settle


def test_what_is_loaded_is_not_walked_through_again():
    gc.unfreeze()
    before = len(gc.get_objects())
    try:
        settle()
        assert gc.get_freeze_count() > before / 2
        assert len(gc.get_objects()) < before / 10
    finally:
        gc.unfreeze()
