/** The answers that TRTC's documents of the API 2019-07-22 give as examples, cut to what differs. */

/** @see https://www.tencentcloud.com/document/product/647/37762 DescribeUserEvent */
export const USER_EVENTS = {
  Response: {
    Data: [
      {
        Content: [{ Type: 0, Time: 1589975272790, EventId: 32793, ParamOne: -1, ParamTwo: -1 }],
        PeerId: 'hyder11',
      },
      {
        Content: [{ Type: 0, Time: 1589975212877, EventId: 32793, ParamOne: -1, ParamTwo: -1 }],
        PeerId: 'user_20453511',
      },
      {
        Content: [
          { Type: 0, Time: 1589975202782, EventId: 32769, ParamOne: -1, ParamTwo: -1 },
          { Type: 0, Time: 1589975202782, EventId: 32791, ParamOne: -1, ParamTwo: -1 },
          { Type: 0, Time: 1589975202782, EventId: 32768, ParamOne: -1, ParamTwo: -1 },
          { Type: 0, Time: 1589975202782, EventId: 32788, ParamOne: -1, ParamTwo: -1 },
          { Type: 0, Time: 1589975202782, EventId: 32793, ParamOne: -1, ParamTwo: -1 },
        ],
        PeerId: 'user_66319581',
      },
    ],
    RequestId: '093bffd3-9d27-45ca-8410-c61c0e4cdcb8',
  },
};

/** @see https://www.tencentcloud.com/document/product/647/55013 DescribeCallDetailInfo */
export const CALL_DETAIL = {
  Response: {
    Total: 1,
    UserList: [
      {
        RoomStr: '218695',
        UserId: '1716',
        JoinTs: 1590065777,
        LeaveTs: 1590067658,
        Finished: true,
        DeviceType: '',
        SdkVersion: '4.3.14',
        ClientIp: '10.4.1.13',
      },
    ],
    Data: [
      {
        Content: [
          { Time: 1590065779, Value: 0 },
          { Time: 1590065781, Value: 0 },
          { Time: 1590065783, Value: 0 },
        ],
        PeerId: '',
        UserId: '1716',
        DataType: 'bigvCapFps',
      },
    ],
    RequestId: '2e12e365-43e8-4efd-902d-906303e2ee4a',
  },
};
